/** The first line that runs: who is here and what to watch are asked for before anything is drawn. */
import { mount } from 'svelte';
import './app/font.css';
import './app/tokens.css';
import './app/base.css';
import App from './app/App.svelte';
import { listen } from './app/location.svelte';
import { loadMe } from './app/session.svelte';
import { startWorker } from './app/worker';
import { device } from './app/settings.svelte';
import { language, learn } from './i18n';

device.paint();
document.documentElement.lang = language();
loadMe().catch(() => {}); // the feed plays without knowing who watches; forms ask again
listen();
const draw = () => mount(App, { target: document.getElementById('app')! });
learn(language()).then(draw, draw).finally(startWorker); // without its words a language falls back to English

