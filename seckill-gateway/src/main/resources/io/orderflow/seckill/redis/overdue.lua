-- Tickets whose reservation has ended without a decision. Takes them for the caller: nobody else gets them before the next time.
-- KEYS  1 sale  2 tickets  3 expiry
-- ARGV  1 epoch  2 now (ms)  3 next time (ms)  4 how many, at most
-- Returns for each: ticket, quantity, customer.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
  return {}
end
local overdue = {}
for _, ticket in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[2], 'LIMIT', 0, ARGV[4])) do
  local waits = redis.call('HGET', KEYS[2], ticket)
  if waits then
    local quantity, customer = string.match(waits, '^%d+ (%d+) (.*)$')
    local n = #overdue
    overdue[n + 1], overdue[n + 2], overdue[n + 3] = ticket, quantity, customer
    redis.call('ZADD', KEYS[3], ARGV[3], ticket)
  else
    redis.call('ZREM', KEYS[3], ticket)
  end
end
return overdue
