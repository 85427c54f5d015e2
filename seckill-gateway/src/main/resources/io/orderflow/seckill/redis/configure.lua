-- Changes a sale that is loaded.
-- KEYS  1 sale
-- ARGV  1 epoch  2 version of the row; then field, value, field, value ...
-- Returns 1, or 0 if the epoch is not this sale's or is still being loaded, or a later version is known.
local sale = redis.call('HMGET', KEYS[1], 'epoch', 'state', 'version')
if sale[1] ~= ARGV[1] or sale[2] == 'loading' then
  return 0
end
if sale[3] and tonumber(sale[3]) > tonumber(ARGV[2]) then
  return 0
end
for i = 3, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
return 1
