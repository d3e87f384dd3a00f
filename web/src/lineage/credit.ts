/** Words of the one line on a card that says with whose video it was made; they come with the feed. */
import { speaker } from '../i18n';

export const say = speaker(
  {
    'duet': 'Duet with {name}',
    'react': 'Reaction to {name}',
    'greenscreen': 'In front of {name}',
    'stitch': 'Stitch of {name}',
    'template': 'Template by {name}',
    'sound': 'Sound of {name}',
    'clip': 'With a clip of {name}',
    'remix': 'Remix of {name}',
    'more': { one: 'Made with {n} other video too: see all', other: 'Made with {n} other videos too: see all' },
  },
  {
    'duet': 'Duo avec {name}',
    'react': 'Réaction à {name}',
    'greenscreen': 'Devant {name}',
    'stitch': 'Suite de {name}',
    'template': 'Modèle de {name}',
    'sound': 'Son de {name}',
    'clip': 'Avec un extrait de {name}',
    'remix': 'Remix de {name}',
    'more': { one: 'Faite avec {n} autre vidéo : tout voir', other: 'Faite avec {n} autres vidéos : tout voir' },
  },
);
