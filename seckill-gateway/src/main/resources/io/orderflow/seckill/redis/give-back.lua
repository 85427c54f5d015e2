-- Ordered units are for sale again. Units that came back before this epoch began are in its stock already.
-- KEYS  1 sale  2 held  3 tickets  4 returned
-- ARGV  1 epoch; then for each order: ticket, customer, quantity
-- Returns stock before, stock after, how many were new. Nothing if the epoch is not this sale's.
local sale = redis.call('HMGET', KEYS[1], 'epoch', 'stock', 'settled')
if sale[1] ~= ARGV[1] then
  return {}
end
local stock, settled, returned = tonumber(sale[2]), tonumber(sale[3]), 0
for i = 2, #ARGV, 3 do
  local ticket, customer, quantity = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
  if redis.call('SADD', KEYS[4], ticket) == 1 then
    returned = returned + 1
    stock = stock + quantity
    -- Its decision may come later than its end.
    if redis.call('HDEL', KEYS[3], ticket) == 1 then
      settled = settled + 1
    end
    local held = redis.call('HGET', KEYS[2], customer)
    local units, rest = string.match(held or '', '^(%d+)(.*)$')
    if units then
      redis.call('HSET', KEYS[2], customer, math.max(0, units - quantity) .. rest)
    end
  end
end
if returned > 0 then
  redis.call('HSET', KEYS[1], 'stock', stock, 'settled', settled)
end
return {tonumber(sale[2]), stock, returned}
