-- Changes a sale that is loaded.
-- KEYS  1 sale
-- ARGV  1 epoch; then field, value, field, value ...
-- Returns 1, or 0 if the epoch is not this sale's or is still being loaded.
local sale = redis.call('HMGET', KEYS[1], 'epoch', 'state')
if sale[1] ~= ARGV[1] or sale[2] == 'loading' then
  return 0
end
for i = 2, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
return 1
