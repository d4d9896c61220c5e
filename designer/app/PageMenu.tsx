import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import classes from './Shell.module.css';

/** Several pages under one name in the head of every page. */
export function PageMenu<Text extends string>({ text, Icon, pages }: { text: Text; Icon: Icon; pages: readonly { to: string; text: Text }[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const isHere = (to: string): boolean => pathname === to || pathname.startsWith(`${to}/`);
  // Which texts there are is known to whoever names them.
  const say = t as (key: string) => string;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.link} data-here={pages.some(({ to }) => isHere(to)) || undefined}>
          <Icon size={17} stroke={1.8} aria-hidden />
          <span>{say(text)}</span>
          <IconChevronDown size={14} className={classes.chevron} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {pages.map((page) => (
          <Menu.Item key={page.to} component={Link} to={page.to} aria-current={isHere(page.to) ? 'page' : undefined}>
            {say(page.text)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
