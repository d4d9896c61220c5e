import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { FlowsPage } from './FlowsPage.js';
import { NotFoundPage } from './NotFoundPage.js';
import { PageLoader } from './PageLoader.js';
import { Shell } from './Shell.js';
import { SignedIn } from './SignedIn.js';
import { cssVariables, theme } from './theme.js';

const EditorPage = lazy(async () => ({ default: (await import('../canvas/EditorPage.js')).EditorPage }));
const ReportPage = lazy(async () => ({ default: (await import('../reports/ReportPage.js')).ReportPage }));
const CallsPage = lazy(async () => ({ default: (await import('../reports/CallsPage.js')).CallsPage }));
const CallPage = lazy(async () => ({ default: (await import('../reports/CallPage.js')).CallPage }));
const ReplayPage = lazy(async () => ({ default: (await import('../replay/ReplayPage.js')).ReplayPage }));
const KnowledgePage = lazy(async () => ({ default: (await import('../library/KnowledgePage.js')).KnowledgePage }));
const ArticlePage = lazy(async () => ({ default: (await import('../library/ArticlePage.js')).ArticlePage }));
const RecordingsPage = lazy(async () => ({ default: (await import('../library/RecordingsPage.js')).RecordingsPage }));
const WaitingPage = lazy(async () => ({ default: (await import('../callbacks/WaitingPage.js')).WaitingPage }));
const SwitchesPage = lazy(async () => ({ default: (await import('../operations/SwitchesPage.js')).SwitchesPage }));
const CalendarsPage = lazy(async () => ({ default: (await import('../operations/CalendarsPage.js')).CalendarsPage }));
const CalendarPage = lazy(async () => ({ default: (await import('../operations/CalendarPage.js')).CalendarPage }));
const ProductsPage = lazy(async () => ({ default: (await import('../operations/ProductsPage.js')).ProductsPage }));
const ProductPage = lazy(async () => ({ default: (await import('../operations/ProductPage.js')).ProductPage }));
const CustomersPage = lazy(async () => ({ default: (await import('../operations/CustomersPage.js')).CustomersPage }));
const NumbersPage = lazy(async () => ({ default: (await import('./NumbersPage.js')).NumbersPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./SettingsPage.js')).SettingsPage }));

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-center" />
      <BrowserRouter>
        <SignedIn>
          <Shell>
            <Suspense fallback={<PageLoader />}>
              <Routes>
                <Route path="/" element={<FlowsPage />} />
                <Route path="/flows/:flow" element={<EditorPage />} />
                <Route path="/report" element={<ReportPage />} />
                <Route path="/calls" element={<CallsPage />} />
                <Route path="/calls/:callId" element={<CallPage />} />
                <Route path="/calls/:callId/replay" element={<ReplayPage />} />
                <Route path="/knowledge" element={<KnowledgePage />} />
                <Route path="/knowledge/:article" element={<ArticlePage />} />
                <Route path="/recordings" element={<RecordingsPage />} />
                <Route path="/callbacks" element={<WaitingPage />} />
                <Route path="/switches" element={<SwitchesPage />} />
                <Route path="/calendars" element={<CalendarsPage />} />
                <Route path="/calendars/:calendar" element={<CalendarPage />} />
                <Route path="/products" element={<ProductsPage />} />
                <Route path="/products/:product" element={<ProductPage />} />
                <Route path="/customers" element={<CustomersPage />} />
                <Route path="/numbers" element={<NumbersPage />} />
                <Route path="/settings" element={<SettingsPage />} />
                <Route path="*" element={<NotFoundPage />} />
              </Routes>
            </Suspense>
          </Shell>
        </SignedIn>
      </BrowserRouter>
    </MantineProvider>
  );
}
