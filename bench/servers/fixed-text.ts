import express from 'express';
import { announce } from './announce.js';

/** The floor: Express with one fixed answer. */
const app = express();
app.use(express.urlencoded({ extended: false }));
app.post(['/voice/incoming', '/voice/turn/:turn'], (_request, response) => {
  response.type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response><Say>Hello</Say></Response>');
});
announce(app);
