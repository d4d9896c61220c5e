/**
 * A customer holds one order of a product at a time: the next may begin once the one before has ended, as a second renewal does. An index cannot
 * look at terms that overlap, so a trigger does; it holds a lock of customer and product, so that of two that come at once one waits.
 */
export const up = `
DROP INDEX orders_once_a_customer;
CREATE INDEX orders_by_customer ON orders (customer_id, product);
-- NULL: placed before this was kept. Then the order began on the day it was placed.
ALTER TABLE orders ADD COLUMN begins_on date;

CREATE FUNCTION refuse_second_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'cancelled' OR NEW.test THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.customer_id || ' ' || NEW.product, 0));
  IF EXISTS (
    SELECT FROM orders o
    WHERE o.customer_id = NEW.customer_id AND o.product = NEW.product AND o.status <> 'cancelled' AND NOT o.test
      AND (o.call_id, o.order_id) <> (NEW.call_id, NEW.order_id) AND o.ends_on >= coalesce(NEW.begins_on, NEW.placed_at::date)
  ) THEN
    RAISE EXCEPTION 'the customer holds this product already' USING ERRCODE = 'unique_violation', CONSTRAINT = 'orders_once_a_customer';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER orders_once_a_customer BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION refuse_second_order();
`;
