import type { DemoCallback, DemoCustomer, DemoLead, DemoOrder, DemoSubscription } from './demo-records.js';

/** The demo bank's memory. It starts from the dataset and is gone with the process. */
export interface DemoStore {
  customers: Map<string, DemoCustomer>;
  subscriptions: Map<string, DemoSubscription>;
  orders: Map<string, DemoOrder>;
  callbacks: DemoCallback[];
  /** By their own ids, so that a lead told twice is one. */
  leads: Map<string, DemoLead>;
  /** Back to the dataset. */
  reset(): void;
}

/** `createDataset` is asked again at each reset, so that its dates stay near the present. */
export function createDemoStore(createDataset: () => DemoCustomer[]): DemoStore {
  const store: DemoStore = {
    customers: new Map(),
    subscriptions: new Map(),
    orders: new Map(),
    callbacks: [],
    leads: new Map(),
    reset() {
      const customers = structuredClone(createDataset());
      store.customers = new Map(customers.map((customer) => [customer.id, customer]));
      store.subscriptions = new Map(customers.flatMap((customer) => customer.subscriptions).map((held) => [held.id, held]));
      store.orders = new Map();
      store.callbacks = [];
      store.leads = new Map();
    },
  };
  store.reset();
  return store;
}

export function findCustomerByPhone(store: DemoStore, phone: string): DemoCustomer | undefined {
  return [...store.customers.values()].find((customer) => customer.phone === phone);
}

export function getSubscriptionsOf(store: DemoStore, customerId: string): DemoSubscription[] {
  return [...store.subscriptions.values()].filter((held) => held.customerId === customerId);
}
