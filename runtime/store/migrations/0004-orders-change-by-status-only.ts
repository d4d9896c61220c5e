/**
 * No order without the texts and keys that prove it, for this customer and these terms; a check that is null passes, so it asks for true.
 * What was sold, to whom and when is evidence too; and to empty the table is to delete every row of it.
 */
export const up = `
ALTER TABLE orders ADD CONSTRAINT evidence_is_complete CHECK ((
  evidence ->> 'sha256' ~ '^[0-9a-f]{64}$'
  AND evidence ->> 'customerId' = customer_id AND evidence ->> 'product' = product AND evidence ->> 'productVersion' = product_version
  AND evidence ?& ARRAY['flow', 'flowVersion', 'callerNumber', 'identity', 'language']
  AND evidence @> '{"texts":[{"part":"price"},{"part":"optional"},{"part":"read_back"}],"inputs":[{"means":"accept"},{"means":"confirm"}]}'
) IS TRUE);

CREATE OR REPLACE FUNCTION refuse_evidence_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'status' = to_jsonb(OLD) - 'status' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'orders and their evidence never change';
END $$;
CREATE TRIGGER evidence_is_not_emptied BEFORE TRUNCATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION refuse_evidence_change();
`;
