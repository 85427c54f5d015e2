-- The broker has these entries: they leave the stream.
-- KEYS  1 queue
-- ARGV  1 the relays' consumer group; then entry ids
local ids = {}
for i = 2, #ARGV do
  ids[i - 1] = ARGV[i]
end
redis.call('XACK', KEYS[1], ARGV[1], unpack(ids))
return redis.call('XDEL', KEYS[1], unpack(ids))
