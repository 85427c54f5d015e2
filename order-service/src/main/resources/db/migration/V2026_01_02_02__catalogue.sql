INSERT INTO product (sku, name, price, currency) VALUES
  ('tea-green',    'Green tea, 100 g',        1100, 'EUR'),
  ('tea-black',    'Black tea, 100 g',         900, 'EUR'),
  ('mug-blue',     'Blue mug',                2500, 'EUR'),
  ('kettle-steel', 'Steel kettle, 1 l',       8900, 'EUR'),
  ('tin-round',    'Round tin',                650, 'EUR'),
  ('biscuit-oat',  'Oat biscuits, 250 g',      420, 'EUR');
