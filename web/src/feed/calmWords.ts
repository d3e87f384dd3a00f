/** The words of muting and blocking. */
import { speaker } from '../i18n';

export const word = speaker(
  {
    'more': 'Mute or block…',
    'mute': 'Mute {name}',
    'mute_hint': 'You see nothing of theirs any more. They are not told.',
    'unmute': 'Stop muting {name}',
    'mute_sound': 'Mute this sound',
    'block': 'Block {name}',
    'block_hint': 'You don’t see each other any more.',
    'block_sure': 'Block {name}?',
    'block_more': 'You will not see each other any more, and stop following each other. They are not told.',
    'block_yes': 'Block',
    'blocked': '{name} is blocked.',
    'muted': '{name} is muted.',
    'unmuted': '{name} is no longer muted.',
    'undo': 'Undo',
    'all': 'Everything you muted or blocked',
  },
  {
    'more': 'Masquer ou bloquer…',
    'mute': 'Masquer {name}',
    'mute_hint': 'Vous ne voyez plus rien de cette personne. Elle n’en est pas informée.',
    'unmute': 'Ne plus masquer {name}',
    'mute_sound': 'Masquer ce son',
    'block': 'Bloquer {name}',
    'block_hint': 'Vous ne vous voyez plus l’un l’autre.',
    'block_sure': 'Bloquer {name} ?',
    'block_more': 'Vous ne vous verrez plus et ne vous suivrez plus. Cette personne n’en est pas informée.',
    'block_yes': 'Bloquer',
    'blocked': '{name} est bloqué.',
    'muted': '{name} est masqué.',
    'unmuted': '{name} n’est plus masqué.',
    'undo': 'Annuler',
    'all': 'Tout ce que vous avez masqué ou bloqué',
  },
);
