-- Tickets whose reservation has ended without a decision. Takes them for the caller: nobody else gets them before the next time.
-- Tickets that were admitted together become overdue together; those of them that are decided are forgotten here.
-- KEYS  1 sale  2 tickets  3 expiry
-- ARGV  1 epoch  2 now (ms)  3 next time (ms)  4 how many members of expiry are looked at, at most
-- Returns how many were looked at; then for each ticket: ticket, quantity, customer. What can't be read is '0' and ''.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
  return {0}
end
local members = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[2], 'LIMIT', 0, ARGV[4])
local overdue = {#members}
for _, together in ipairs(members) do
  local waiting = {}
  for ticket in string.gmatch(together, '%S+') do
    local waits = redis.call('HGET', KEYS[2], ticket)
    if waits then
      local quantity, customer = string.match(waits, '^%d+ (%d+) (.*)$')
      local n = #overdue
      overdue[n + 1], overdue[n + 2], overdue[n + 3] = ticket, quantity or '0', customer or ''
      waiting[#waiting + 1] = ticket
    end
  end
  redis.call('ZREM', KEYS[3], together)
  if #waiting > 0 then
    redis.call('ZADD', KEYS[3], ARGV[3], table.concat(waiting, ' '))
  end
end
return overdue
