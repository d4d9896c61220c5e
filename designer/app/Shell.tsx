import { Anchor, Group, VisuallyHidden } from '@mantine/core';
import { IconBook2, IconChartBar, IconHash, IconPhoneCall, IconPhoneOutgoing, IconSettings, IconSitemap, IconToggleRight } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { AllPages } from './AllPages.js';
import { ColorSchemeSwitch } from './ColorSchemeSwitch.js';
import { LanguageSwitch } from './LanguageSwitch.js';
import { Logo } from './Logo.js';
import { PageMenu } from './PageMenu.js';
import classes from './Shell.module.css';
import { focusPage } from './keep-focus.js';
import { UserMenu } from './UserMenu.js';

/** A page, or several under one name. */
const pages = [
  { to: '/', text: 'shell.flows', Icon: IconSitemap },
  { to: '/report', text: 'shell.report', Icon: IconChartBar },
  { to: '/calls', text: 'shell.calls', Icon: IconPhoneCall },
  { to: '/callbacks', text: 'shell.callbacks', Icon: IconPhoneOutgoing },
  {
    text: 'shell.library',
    Icon: IconBook2,
    pages: [
      { to: '/knowledge', text: 'shell.knowledge' },
      { to: '/recordings', text: 'shell.recordings' },
    ],
  },
  {
    text: 'shell.operations',
    Icon: IconToggleRight,
    pages: [
      { to: '/switches', text: 'shell.switches' },
      { to: '/calendars', text: 'shell.calendars' },
      { to: '/products', text: 'shell.products' },
      { to: '/customers', text: 'shell.customers' },
    ],
  },
  { to: '/numbers', text: 'shell.numbers', Icon: IconHash },
  { to: '/settings', text: 'shell.settings', Icon: IconSettings },
] as const;

/** The frame of every page: where one is, where one can go, and the language and colours one reads in. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  useFocusOnNewPage();
  return (
    <div className={classes.shell}>
      <Anchor href="#content" className={classes.skip}>
        {t('shell.skip')}
      </Anchor>
      <header className={classes.header}>
        <NavLink to="/" className={classes.home} aria-label={t('shell.home')}>
          <Logo />
        </NavLink>
        <nav className={classes.nav} aria-label={t('shell.pages')}>
          {pages.map((page) =>
            'pages' in page ? (
              <PageMenu key={page.text} {...page} />
            ) : (
              <NavLink key={page.to} to={page.to} className={classes.link} end={page.to !== '/calls'}>
                <page.Icon size={17} stroke={1.8} aria-hidden />
                <span>{t(page.text)}</span>
              </NavLink>
            ),
          )}
        </nav>
        <nav className={classes.narrow} aria-label={t('shell.pages')}>
          <AllPages pages={pages} />
        </nav>
        <Group gap={2} wrap="nowrap">
          <LanguageSwitch />
          <ColorSchemeSwitch />
          <UserMenu />
        </Group>
      </header>
      <main id="content" className={classes.content} tabIndex={-1}>
        {children}
      </main>
      <VisuallyHidden aria-live="polite" id="announcements" />
    </div>
  );
}

/** The page one opens first is left to the browser. */
function useFocusOnNewPage(): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    return focusPage();
  }, [pathname]);
}
