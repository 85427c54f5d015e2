-- Ends the loading of an epoch, unless another loader has begun it anew.
-- KEYS  1 sale
-- ARGV  1 epoch  2 loader  3 state
local sale = redis.call('HMGET', KEYS[1], 'epoch', 'loader', 'state')
if sale[1] ~= ARGV[1] or sale[2] ~= ARGV[2] or sale[3] ~= 'loading' then
  return 0
end
redis.call('HSET', KEYS[1], 'state', ARGV[3])
return 1
