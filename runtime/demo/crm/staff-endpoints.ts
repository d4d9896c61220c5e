import type { BothLanguages } from './demo-records.js';
import type { Endpoint } from './endpoint.js';
import { createRefusal } from './refusal.js';

/** For the line that branches call: colleagues, and the applications they handed in. */
export const staffEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/staff/:number',
    takes: '',
    title: { 'zh-CN': '按工号查同事', 'en-US': 'A colleague by staff number' },
    answer({ params }) {
      const branch = staff[params['number'] ?? ''];
      if (branch === undefined) throw createRefusal(404, 'not_found', 'No colleague has this staff number.');
      return { status: 200, body: { staff: { number: params['number'], branch } } };
    },
  },
  {
    method: 'GET',
    path: '/applications/:number',
    takes: '',
    title: { 'zh-CN': '进件进度', 'en-US': 'How far an application is' },
    answer({ params }) {
      const status = applications[params['number'] ?? ''];
      if (status === undefined) throw createRefusal(404, 'not_found', 'No application has this number.');
      return { status: 200, body: { result: status, application: { number: params['number'], status } } };
    },
  },
];

const exampleRoad: BothLanguages = { 'zh-CN': '示例路支行', 'en-US': 'Example Road branch' };

const staff: Record<string, BothLanguages> = { '10001': exampleRoad, '10002': { 'zh-CN': '江边支行', 'en-US': 'Riverside branch' } };

const applications: Record<string, 'approved' | 'in_review' | 'papers_missing' | 'declined'> = {
  '20260001': 'approved',
  '20260002': 'in_review',
  '20260003': 'papers_missing',
  '20260004': 'declined',
};
