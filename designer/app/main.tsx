import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { typePlainFigures } from '../forms/type-plain-figures.js';
import { startTexts } from '../text/texts.js';
import { App } from './App.js';
import { keepFocus } from './keep-focus.js';

typePlainFigures(document);
await startTexts();
keepFocus();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
