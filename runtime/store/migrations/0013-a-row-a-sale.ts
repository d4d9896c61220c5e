/**
 * Terms stay what they were when they were first kept; that they went on sale is a row of its own, appended each time, so that terms that come
 * back do not take the place of when they were on sale before. What is there keeps the moment it went on sale last, the only one that is known.
 */
export const up = `
CREATE TABLE product_sales (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product text NOT NULL,
  version text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  created_by text NOT NULL,
  FOREIGN KEY (product, version) REFERENCES products
);
CREATE INDEX product_sales_newest ON product_sales (product, id DESC);
INSERT INTO product_sales (product, version, created_at, created_by) SELECT product, version, created_at, created_by FROM products ORDER BY created_at;
`;
