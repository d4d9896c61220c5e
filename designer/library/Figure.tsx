import { Text } from '@mantine/core';
import classes from './Library.module.css';

/** One number with its name and what it is to be compared with; several stand in a `dl`. */
export function Figure({ name, value, note }: { name: string; value: number | string; note?: string | undefined }) {
  return (
    <div className={classes.figure}>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} className={classes.value}>
        {value}
        {note && (
          <Text component="span" size="sm" c="dimmed" fw={400} ml={8}>
            {note}
          </Text>
        )}
      </Text>
    </div>
  );
}
