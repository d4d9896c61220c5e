import { Type } from '@sinclair/typebox';
import type { DemoBranch } from './demo-records.js';
import { readFields, type Endpoint } from './endpoint.js';

export const branchEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/branches',
    takes: '?areaCode=021',
    title: { 'zh-CN': '按区号找营业部', 'en-US': 'Find a branch by area code' },
    answer({ query }) {
      const { areaCode } = readFields(Type.Object({ areaCode: AreaCode }), query);
      const branches = branchesOf[areaCode] ?? [];
      if (branches.length === 0) return { status: 200, body: { result: 'none', branches: [headOffice] } };
      return { status: 200, body: { result: branches.length === 1 ? 'one' : 'many', branches } };
    },
  },
];

const AreaCode = Type.String({ pattern: '^0?\\d{2,3}$', description: 'a telephone area code, such as "021"' });

/** At most two of a city, the nearest first. */
const branchesOf: Record<string, DemoBranch[]> = {
  '021': [{ id: 'riverside', name: { 'zh-CN': '江边营业部', 'en-US': 'Riverside branch' } }],
  '010': [
    { id: 'example-road', name: { 'zh-CN': '示例路营业部', 'en-US': 'Example Road branch' } },
    { id: 'north-gate', name: { 'zh-CN': '北门营业部', 'en-US': 'North Gate branch' } },
  ],
};

/** Where no branch is near. */
const headOffice: DemoBranch = { id: 'head-office', name: { 'zh-CN': '总部', 'en-US': 'Our head office' } };
