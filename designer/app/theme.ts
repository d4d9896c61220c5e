import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = ['#effaf8', '#d8f1ec', '#b0e3d9', '#80d0c3', '#4fb8aa', '#2f9c90', '#1c8177', '#0f6a62', '#0c554f', '#093f3b'];

/** System fonts come first; the bundled Noto Sans SC is what draws Chinese where the system has none. */
const fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'PingFang SC', 'Microsoft YaHei', 'Open Sans', 'Noto Sans SC', sans-serif";

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.38,
  colors: { pine },
  fontFamily: fonts,
  headings: { fontFamily: fonts, fontWeight: '650' },
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans SC', monospace",
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, arrowSize: 6, zIndex: 400 } },
    Modal: { defaultProps: { radius: 'lg', overlayProps: { backgroundOpacity: 0.4, blur: 2 } } },
    Button: { defaultProps: { radius: 'md' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withinPortal: true } },
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
    '--tl-ground': '#f4f6f8',
    '--tl-panel': '#ffffff',
    '--tl-line': '#e2e6ec',
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
    '--tl-ground': '#101318',
    '--tl-panel': '#171b21',
    '--tl-line': '#2c333d',
    '--tl-canvas': '#0e1116',
    '--tl-dots': '#2a323d',
    '--tl-edge': '#66738a',
    '--tl-lit': '#4fb8aa',
    '--tl-warning': '#f2b84b',
    '--tl-error': '#ff9d92',
  },
});
