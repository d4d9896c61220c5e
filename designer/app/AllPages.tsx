import { Menu, UnstyledButton } from '@mantine/core';
import { IconMenu2, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import classes from './Shell.module.css';

export type PageEntry<Text extends string> = { to: string; text: Text; Icon: Icon } | { text: Text; Icon: Icon; pages: readonly { to: string; text: Text }[] };

/** Every page by its name, where the head is too narrow for them side by side; the button names the one that is shown. */
export function AllPages<Text extends string>({ pages }: { pages: readonly PageEntry<Text>[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const say = t as (key: string) => string;
  const isHere = (to: string): boolean => (to === '/' ? pathname === '/' || pathname.startsWith('/flows') : pathname === to || pathname.startsWith(`${to}/`));
  const all = pages.flatMap((page) => ('pages' in page ? page.pages : [page]));
  const here = all.find(({ to }) => isHere(to));
  const item = ({ to, text }: { to: string; text: Text }) => (
    <Menu.Item key={to} component={Link} to={to} aria-current={isHere(to) ? 'page' : undefined} className={classes.item}>
      {say(text)}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-start" width={230}>
      <Menu.Target>
        <UnstyledButton className={classes.link} aria-label={here ? `${say('shell.pages')}: ${say(here.text)}` : say('shell.pages')}>
          <IconMenu2 size={19} stroke={1.8} aria-hidden />
          {here && <span className={classes.here}>{say(here.text)}</span>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="80dvh" style={{ overflow: 'auto' }}>
        {pages.map((page) =>
          'pages' in page ? (
            <div key={page.text} role="group" aria-label={say(page.text)}>
              <Menu.Label aria-hidden>{say(page.text)}</Menu.Label>
              {page.pages.map(item)}
            </div>
          ) : (
            item(page)
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
