import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { BrowserRouter, Route, Routes } from 'react-router';
import { createPart } from './create-part.js';
import { FlowsPage } from './FlowsPage.js';
import { NotFoundPage } from './NotFoundPage.js';
import { PageBoundary } from './PageBoundary.js';
import { Shell } from './Shell.js';
import { SignedIn } from './SignedIn.js';
import { cssVariables, theme } from './theme.js';

const EditorPage = createPart(() => import('../canvas/EditorPage.js'), 'EditorPage');
const ReportPage = createPart(() => import('../reports/ReportPage.js'), 'ReportPage');
const CallsPage = createPart(() => import('../reports/CallsPage.js'), 'CallsPage');
const CallPage = createPart(() => import('../reports/CallPage.js'), 'CallPage');
const ReplayPage = createPart(() => import('../replay/ReplayPage.js'), 'ReplayPage');
const KnowledgePage = createPart(() => import('../library/KnowledgePage.js'), 'KnowledgePage');
const ArticlePage = createPart(() => import('../library/ArticlePage.js'), 'ArticlePage');
const RecordingsPage = createPart(() => import('../library/RecordingsPage.js'), 'RecordingsPage');
const WaitingPage = createPart(() => import('../callbacks/WaitingPage.js'), 'WaitingPage');
const SwitchesPage = createPart(() => import('../operations/SwitchesPage.js'), 'SwitchesPage');
const CalendarsPage = createPart(() => import('../operations/CalendarsPage.js'), 'CalendarsPage');
const CalendarPage = createPart(() => import('../operations/CalendarPage.js'), 'CalendarPage');
const ProductsPage = createPart(() => import('../operations/ProductsPage.js'), 'ProductsPage');
const ProductPage = createPart(() => import('../operations/ProductPage.js'), 'ProductPage');
const CustomersPage = createPart(() => import('../operations/CustomersPage.js'), 'CustomersPage');
const NumbersPage = createPart(() => import('./NumbersPage.js'), 'NumbersPage');
const SettingsPage = createPart(() => import('./SettingsPage.js'), 'SettingsPage');

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-center" />
      <BrowserRouter>
        <SignedIn>
          <Shell>
            <PageBoundary>
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
            </PageBoundary>
          </Shell>
        </SignedIn>
      </BrowserRouter>
    </MantineProvider>
  );
}
