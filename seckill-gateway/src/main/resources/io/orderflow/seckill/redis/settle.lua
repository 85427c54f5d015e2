-- Tickets were decided. Removing a ticket from those that wait is what allows to give its units back: it happens once. Its place
-- among those that may become overdue is left to overdue.lua. What can't be read of one ticket is passed over, so that the others
-- of the call are settled.
-- KEYS  1 sale  2 held  3 tickets
-- ARGV  1 epoch; then for each ticket: ticket, '1' if its units are for sale again
-- Returns stock before, stock after, how many of them had been waiting. Nothing if the epoch is not this sale's.
local sale = redis.call('HMGET', KEYS[1], 'epoch', 'stock', 'settled')
if sale[1] ~= ARGV[1] then
  return {}
end
local stock, settled = tonumber(sale[2]), 0
for i = 2, #ARGV, 2 do
  local ticket = ARGV[i]
  local waits = redis.call('HGET', KEYS[3], ticket)
  if waits then
    redis.call('HDEL', KEYS[3], ticket)
    settled = settled + 1
    if ARGV[i + 1] == '1' then
      local quantity, customer = string.match(waits, '^%d+ (%d+) (.*)$')
      stock = stock + (quantity or 0)
      local held = customer and redis.call('HGET', KEYS[2], customer)
      local units, rest = string.match(held or '', '^(%d+)(.*)$')
      if units then
        redis.call('HSET', KEYS[2], customer, math.max(0, units - quantity) .. rest)
      end
    end
  end
end
if settled > 0 then
  redis.call('HSET', KEYS[1], 'stock', stock, 'settled', tonumber(sale[3]) + settled)
end
return {tonumber(sale[2]), stock, settled}
