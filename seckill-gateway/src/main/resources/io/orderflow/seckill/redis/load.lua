-- An epoch begins: everything of earlier ones goes. Nobody is admitted before the state is something else than 'loading'.
-- KEYS  1 sale  2 held  3 keys  4 tickets  5 expiry  6 queue  7 tokens  8 returned
-- ARGV  1 epoch  2 run id  3 loader  4 the relays' consumer group; then field, value, field, value ...
-- Returns 1, or 0 if this epoch, or a later one, is loaded on this server already.
local sale = redis.call('HMGET', KEYS[1], 'epoch', 'run', 'state')
if sale[1] and sale[2] == ARGV[2] then
  local loaded, epoch = tonumber(sale[1]), tonumber(ARGV[1])
  if loaded > epoch or (loaded == epoch and sale[3] ~= 'loading') then
    return 0
  end
end
redis.call('UNLINK', unpack(KEYS))
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'run', ARGV[2], 'loader', ARGV[3], 'state', 'loading',
  'seq', 0, 'settled', 0, 'second', 0, 'admitted', 0, 'peak', 0, 'queued', 0)
for i = 5, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('XGROUP', 'CREATE', KEYS[6], ARGV[4], '0', 'MKSTREAM')
return 1
