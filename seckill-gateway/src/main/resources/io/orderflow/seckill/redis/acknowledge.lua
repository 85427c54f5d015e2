-- The broker has these entries: they leave the stream.
-- KEYS  1 queue  2 sale
-- ARGV  1 the relays' consumer group; then for each entry its id and how many tickets it holds
for i = 2, #ARGV, 2 do
  redis.call('XACK', KEYS[1], ARGV[1], ARGV[i])
  -- Not if another relay was here first, or a new epoch has begun.
  if redis.call('XDEL', KEYS[1], ARGV[i]) == 1 then
    redis.call('HINCRBY', KEYS[2], 'queued', 0 - ARGV[i + 1])
  end
end
return 1
