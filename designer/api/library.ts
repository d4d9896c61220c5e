import type { KnowledgeFigures, UnansweredQuestion } from '../../schemas/answers/knowledge-figures.js';
import type { Article } from '../../schemas/documents/article.js';
import type { LocalizedText } from '../../schemas/localized-text.js';
import { api } from './client.js';

/** The knowledge base and the recordings, as the server has them. */
export interface KeptArticle {
  article: string;
  document: Article;
  revision: number;
  archived: boolean;
  updatedAt: string;
  updatedBy: string;
}

export interface ArticleVersion {
  document: Article;
  revision: number;
  archived: boolean;
  savedAt: string;
  savedBy: string;
}

export interface KnowledgeHit {
  article: string;
  title: string;
  text: string;
  /** From 0 to 1. */
  score: number;
}

export interface ImportOutcome {
  added: string[];
  changed: string[];
  unchanged: string[];
}

export const knowledgeApi = {
  list: (signal?: AbortSignal) => api.get<{ articles: KeptArticle[] }>('/articles', {}, signal),
  one: (article: string, signal?: AbortSignal) => api.get<{ article: KeptArticle; versions: ArticleVersion[] }>(`/articles/${article}`, {}, signal),
  save: (document: Article, revision: number) => api.put<{ revision: number }>(`/articles/${document.id}`, { document, revision }),
  archive: (article: string) => api.delete(`/articles/${article}`),
  restore: (article: string) => api.post(`/articles/${article}/restore`),
  search: (query: string, language: string, signal?: AbortSignal) => api.post<{ hits: KnowledgeHit[] }>('/knowledge/search', { query, language }, signal),
  figures: (signal?: AbortSignal) => api.get<KnowledgeFigures>('/knowledge/figures', {}, signal),
  settle: (question: Pick<UnansweredQuestion, 'language' | 'question'>, article: string | null) => api.post('/knowledge/settle', { language: question.language, question: question.question, article }),
  export: () => api.get<{ schemaVersion: 1; articles: Article[] }>('/knowledge/export'),
  import: (articles: unknown, dryRun: boolean) => api.post<ImportOutcome>('/knowledge/import', { articles, dryRun }),
};

export interface RecordingVariant {
  recording: string;
  language: string;
  contentType: string;
  bytes: number;
  seconds: number | null;
  words: string;
  url: string | null;
  updatedAt: string;
  updatedBy: string;
}

export interface RecordingUse {
  recording: string;
  flow: string;
  flowName: LocalizedText | string | null;
  step: string;
  stepTitle: LocalizedText | string | null;
  languages: string[];
  live: boolean;
  draft: boolean;
}

export interface RecordingUpload {
  language: string;
  /** WAV or MP3. */
  sound: Blob;
  words: string;
}

export const recordingsApi = {
  list: (signal?: AbortSignal) => api.get<{ recordings: RecordingVariant[]; uses: RecordingUse[] }>('/recordings', {}, signal),
  upload: async (recording: string, { language, sound, words }: RecordingUpload) => api.put(`/recordings/${recording}`, { language, audio: await toBase64(sound), words }),
  saveWords: (recording: string, language: string, words: string) => api.patch(`/recordings/${recording}`, { language, words }),
  remove: (recording: string, language: string) => api.delete(`/recordings/${recording}?language=${encodeURIComponent(language)}`),
};

async function toBase64(sound: Blob): Promise<string> {
  const reader = new FileReader();
  const read = new Promise<string>((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('The sound could not be read.'));
  });
  reader.readAsDataURL(sound);
  return (await read).replace(/^data:[^,]*,/, '');
}
