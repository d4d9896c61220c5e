import { Group, Text } from '@mantine/core';

export function Logo() {
  return (
    <Group gap={9} wrap="nowrap">
      <img src="/icon.svg" width={26} height={26} alt="" />
      <Text fw={700} fz={17} style={{ letterSpacing: '-0.02em' }}>
        Trunkline
      </Text>
    </Group>
  );
}
