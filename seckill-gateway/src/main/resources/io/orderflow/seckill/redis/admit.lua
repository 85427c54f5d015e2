-- Admits many requests of one sale, one after the other.
-- KEYS  1 sale  2 held  3 keys  4 tickets  5 expiry  6 queue  7 tokens
-- ARGV  1 epoch  2 now (ms)  3 requests as one JSON list, which is cheaper than an argument for each: ticket, customer, idempotency
--       key, quantity, admission token's id, or '' if none is asked for, or '!' if it can't buy any more and only an earlier ticket
--       may be found; ticket, customer ... All of it is text
-- Returns lines: 'stock waiting settled', then for each request 'code number ticket'. '' if the epoch is not this sale's.
-- What is admitted in one call is one entry of the queue: a (now), e (reservation's end), n (how many), p (JSON: ticket, quantity,
-- customer, ticket, ...).
local ADMITTED, REPEATED, NOT_OPEN, LIMIT_REACHED, SOLD_OUT, QUEUE_FULL, RATE_REACHED, TOKEN_USED = 0, 1, 2, 3, 4, 5, 6, 7

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
local before = seq

local queued = {}
local answers = {''}
local function answer(code, ticket, number)
  answers[#answers + 1] = code .. ' ' .. number .. ' ' .. ticket
end

local requests = cjson.decode(ARGV[3])
for i = 1, #requests, 5 do
  local ticket, customer, quantity, token = requests[i], requests[i + 1], tonumber(requests[i + 3]), requests[i + 4]
  local request = customer .. '\n' .. requests[i + 2]
  local earlier = redis.call('HGET', KEYS[3], request)
  if earlier then
    local waits = redis.call('HGET', KEYS[4], earlier)
    answer(REPEATED, earlier, waits and math.max(1, tonumber(string.match(waits, '^%d+')) - settled) or 0)
  elseif not open then
    answer(NOT_OPEN, '', 0)
  elseif token == '!' or token ~= '' and redis.call('HEXISTS', KEYS[7], token) == 1 then
    answer(TOKEN_USED, '', 0)
  else
    local held = redis.call('HGET', KEYS[2], customer)
    local units, holder = 0, ''
    if held then
      units, holder = string.match(held, '^(%d+) (.*)$')
      units = tonumber(units)
    end
    if units + quantity > limit then
      answer(LIMIT_REACHED, holder, units)
    elseif stock < quantity then
      answer(SOLD_OUT, '', stock)
    elseif seq - settled >= bound then
      answer(QUEUE_FULL, '', seq - settled)
    elseif rate > 0 and admitted >= rate then
      answer(RATE_REACHED, '', rate)
    else
      seq, stock, admitted = seq + 1, stock - quantity, admitted + 1
      redis.call('HSET', KEYS[2], customer, (units + quantity) .. ' ' .. ticket)
      redis.call('HSET', KEYS[3], request, ticket)
      redis.call('HSET', KEYS[4], ticket, seq .. ' ' .. quantity .. ' ' .. customer)
      redis.call('ZADD', KEYS[5], expires, ticket)
      local n = #queued
      queued[n + 1], queued[n + 2], queued[n + 3] = ticket, requests[i + 3], customer
      if token ~= '' then
        redis.call('HSET', KEYS[7], token, ticket)
      end
      answer(ADMITTED, ticket, seq - settled)
    end
  end
end

if seq > before then
  redis.call('XADD', KEYS[6], '*', 'a', ARGV[2], 'e', expires, 'n', seq - before, 'p', cjson.encode(queued))
  redis.call('HSET', KEYS[1], 'stock', stock, 'seq', seq, 'second', second, 'admitted', admitted,
    'queued', tonumber(sale[15] or 0) + seq - before,
    'peak', math.max(peak, seq - settled))
end
answers[1] = stock .. ' ' .. seq - settled .. ' ' .. settled
return table.concat(answers, '\n')
