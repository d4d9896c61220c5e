import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = ['#effaf8', '#d8f1ec', '#b0e3d9', '#80d0c3', '#4fb8aa', '#2f9c90', '#1c8177', '#0f6a62', '#0c554f', '#093f3b'];

/** Mantine's greys of the dark scheme, cooled to the page's own ground. */
const dark: MantineColorsTuple = ['#e6eaf0', '#c3cbd6', '#a3adbb', '#8591a2', '#4a5666', '#343d4a', '#20262f', '#171b21', '#101318', '#0b0d11'];

/** System fonts come first; the bundled Noto Sans SC is what draws Chinese where the system has none. */
const fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'PingFang SC', 'Microsoft YaHei', 'Open Sans', 'Noto Sans SC', sans-serif";

export const theme = createTheme({
  primaryColor: 'pine',
  // White on it reads in both schemes.
  primaryShade: { light: 7, dark: 6 },
  colors: { pine, dark },
  fontFamily: fonts,
  headings: { fontFamily: fonts, fontWeight: '650' },
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans SC', monospace",
  defaultRadius: 'md',
  fontSizes: { xs: '12px', sm: '13.5px', md: '15px', lg: '17px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, arrowSize: 6, zIndex: 400 } },
    // Its head would be a second banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } }, radius: 'lg', overlayProps: { backgroundOpacity: 0.4, blur: 2 } } },
    // As many lines as it takes where it is narrow, and never wider than what it stands in.
    Badge: { defaultProps: { tt: 'none' }, styles: { root: { height: 'auto', minHeight: 'var(--badge-height)', maxWidth: '100%', lineHeight: 1.35, textAlign: 'center' }, label: { whiteSpace: 'normal', overflow: 'visible', overflowWrap: 'break-word' } } },
    Button: { defaultProps: { radius: 'md' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    // The focus goes to the first thing to choose: something without a name in between is no child of a menu.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withinPortal: true, withInitialFocusPlaceholder: false } },
  },
});

/** Quiet text still has the contrast that WCAG AA asks for, on the page's ground and on cards. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b2430',
    '--mantine-color-dimmed': '#566070',
    '--mantine-color-placeholder': '#697384',
    '--mantine-color-error': '#b42318',
    '--mantine-color-gray-light-color': '#3c4655',
    '--mantine-color-yellow-light': '#fdf1dc',
    '--mantine-color-yellow-light-color': '#7a4a00',
    '--mantine-color-red-light': '#fde9e7',
    '--mantine-color-red-light-color': '#a11d13',
    '--mantine-color-teal-light': '#e3f3f0',
    '--mantine-color-teal-light-color': '#0c554f',
    '--tl-ground': '#f4f6f8',
    '--tl-panel': '#ffffff',
    '--tl-line': '#e2e6ec',
    '--tl-field': '#7f8a9a',
    '--tl-canvas': '#f4f6f8',
    '--tl-dots': '#cfd6df',
    '--tl-edge': '#93a0b1',
    '--tl-lit': '#0f766e',
    '--tl-warning': '#8a5300',
    '--tl-error': '#b42318',
  },
  dark: {
    '--mantine-color-body': '#171b21',
    '--mantine-color-text': '#e6eaf0',
    '--mantine-color-dimmed': '#a3adbb',
    '--mantine-color-placeholder': '#8e99a8',
    '--mantine-color-error': '#ff9d92',
    '--mantine-color-gray-light-color': '#ccd4de',
    '--mantine-color-pine-light': '#17302e',
    '--mantine-color-pine-light-hover': '#1c3b38',
    '--mantine-color-pine-light-color': '#8ad6ca',
    '--mantine-color-yellow-light': '#2a2110',
    '--mantine-color-yellow-light-color': '#f2b84b',
    '--mantine-color-red-light': '#331a17',
    '--mantine-color-red-light-color': '#ff9d92',
    '--mantine-color-teal-light': '#143330',
    '--mantine-color-teal-light-color': '#9bded2',
    '--mantine-color-anchor': '#80d0c3',
    '--tl-ground': '#101318',
    '--tl-panel': '#171b21',
    '--tl-line': '#2c333d',
    '--tl-field': '#68758a',
    '--tl-canvas': '#0e1116',
    '--tl-dots': '#2a323d',
    '--tl-edge': '#66738a',
    '--tl-lit': '#4fb8aa',
    '--tl-warning': '#f2b84b',
    '--tl-error': '#ff9d92',
  },
});
