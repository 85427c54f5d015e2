-- Admits many requests of one sale, one after the other.
-- KEYS  1 sale  2 held  3 keys  4 tickets  5 expiry  6 queue  7 tokens
-- ARGV  1 epoch  2 now (ms)  3 requests as one JSON list, which is cheaper than an argument for each: ticket, customer, idempotency
--       key, quantity, admission token's id, or '' if none is asked for, or '!' if it can't buy any more and only an earlier ticket
--       may be found; ticket, customer ... All of it is text
-- Returns lines: 'stock waiting settled', then for each request 'code number ticket', or just the code of an admitted one: it got
-- its ticket, and the last of them is the last who wait. '' if the epoch is not this sale's.
-- What is admitted in one call is one entry of the queue: a (now), e (reservation's end), n (how many), p (JSON: ticket, quantity,
-- customer, ticket, ...), and one member of expiry: its tickets, a space between them.
-- Each hash is read once and written once, however many requests there are: a command for each of them takes longer. Only who holds
-- a ticket and asks with another key is looked up alone.
local ADMITTED, REPEATED, NOT_OPEN, LIMIT_REACHED, SOLD_OUT, QUEUE_FULL, RATE_REACHED, TOKEN_USED, KEY_REUSED =
  '0', '1', '2', '3', '4', '5', '6', '7', '8'

local sale = redis.call('HMGET', KEYS[1], 'epoch', 'state', 'opens', 'closes', 'stock', 'limit', 'bound', 'rate',
  'reservation', 'seq', 'settled', 'second', 'admitted', 'peak', 'queued')
if sale[1] ~= ARGV[1] then
  return ''
end
local now = tonumber(ARGV[2])
local open = sale[2] == 'open' and now >= tonumber(sale[3]) and now < tonumber(sale[4])
local stock, limit, bound, rate = tonumber(sale[5]), tonumber(sale[6]), tonumber(sale[7]), tonumber(sale[8])
local expires = string.format('%.0f', now + tonumber(sale[9]))
local seq, settled = tonumber(sale[10]), tonumber(sale[11])
local second, admitted, peak = math.floor(now / 1000), tonumber(sale[13]), tonumber(sale[14])
-- An instance whose clock is behind does not begin the second anew.
if second > tonumber(sale[12]) then
  admitted = 0
else
  second = tonumber(sale[12])
end

local requests = cjson.decode(ARGV[3])
local customers = {}
for i = 2, #requests, 5 do
  customers[#customers + 1] = requests[i]
end
-- Whoever is admitted below is known to those who come after in the same call.
local held, earlier, places = {}, {}, {}
for i, before in ipairs(redis.call('HMGET', KEYS[2], unpack(customers))) do
  held[customers[i]] = before
end

local n, queued, newTickets, newHeld, newEarlier, newWaits = 0, {}, {}, {}, {}, {}
local answers = {''}
local function answer(code, ticket, number)
  answers[#answers + 1] = code .. ' ' .. number .. ' ' .. ticket
end

for i = 1, #customers do
  local first, customer = 5 * i - 4, customers[i]
  local ticket, key, quantity, token = requests[first], requests[first + 2], tonumber(requests[first + 3]), requests[first + 4]
  local units, latest, latestKey, latestQuantity, before = 0, '', '', '', false
  if held[customer] then
    units, latest, latestKey, latestQuantity = string.match(held[customer], '^(%d+) (%S*) ?([^\n]*)\n?(%d*)$')
    units = tonumber(units)
    if key == latestKey then
      before = latest .. ' ' .. latestQuantity
    else
      local name = customer .. '\n' .. key
      before = earlier[name] or redis.call('HGET', KEYS[3], name)
    end
  end
  if before then
    -- No quantity: the ticket was given by a version of this script that did not keep it.
    local repeated, asked = string.match(before, '^(%S*) ?(%d*)$')
    if asked ~= '' and asked ~= requests[first + 3] then
      answer(KEY_REUSED, '', 0)
    else
      local waits = places[repeated] or redis.call('HGET', KEYS[4], repeated)
      answer(REPEATED, repeated, waits and math.max(1, tonumber(string.match(waits, '^%d+')) - settled) or 0)
    end
  elseif not open then
    answer(NOT_OPEN, '', 0)
  elseif token == '!' or token ~= '' and redis.call('HEXISTS', KEYS[7], token) == 1 then
    answer(TOKEN_USED, '', 0)
  elseif units + quantity > limit then
    answer(LIMIT_REACHED, units > 0 and latest or '', units)
  elseif stock < quantity then
    answer(SOLD_OUT, '', stock)
  elseif seq - settled >= bound then
    answer(QUEUE_FULL, '', seq - settled)
  elseif rate > 0 and admitted >= rate then
    answer(RATE_REACHED, '', rate)
  else
    n, seq, stock, admitted = n + 1, seq + 1, stock - quantity, admitted + 1
    if latestKey ~= '' then
      local name, m = customer .. '\n' .. latestKey, #newEarlier
      earlier[name] = latest .. ' ' .. latestQuantity
      newEarlier[m + 1], newEarlier[m + 2] = name, earlier[name]
    end
    -- Text that is there already: to write a number costs more than to look one up.
    held[customer] = (units == 0 and requests[first + 3] or units + quantity) .. ' ' .. ticket .. ' ' .. key .. '\n'
      .. requests[first + 3]
    places[ticket] = seq .. ' ' .. requests[first + 3] .. ' ' .. customer
    newTickets[n] = ticket
    newHeld[2 * n - 1], newHeld[2 * n] = customer, held[customer]
    newWaits[2 * n - 1], newWaits[2 * n] = ticket, places[ticket]
    queued[3 * n - 2], queued[3 * n - 1], queued[3 * n] = ticket, requests[first + 3], customer
    if token ~= '' then
      redis.call('HSET', KEYS[7], token, ticket)
    end
    answers[#answers + 1] = ADMITTED
  end
end

if n > 0 then
  redis.call('HSET', KEYS[2], unpack(newHeld))
  if #newEarlier > 0 then
    redis.call('HSET', KEYS[3], unpack(newEarlier))
  end
  redis.call('HSET', KEYS[4], unpack(newWaits))
  redis.call('ZADD', KEYS[5], expires, table.concat(newTickets, ' '))
  redis.call('XADD', KEYS[6], '*', 'a', ARGV[2], 'e', expires, 'n', n, 'p', cjson.encode(queued))
  redis.call('HSET', KEYS[1], 'stock', stock, 'seq', seq, 'second', second, 'admitted', admitted,
    'queued', tonumber(sale[15] or 0) + n, 'peak', math.max(peak, seq - settled))
end
answers[1] = stock .. ' ' .. seq - settled .. ' ' .. settled
return table.concat(answers, '\n')
