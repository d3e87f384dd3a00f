/** The words of the one card that asks a newcomer what they like. */
import { speaker } from '../i18n';

export const say = speaker(
  {
    'title': 'Make this feed yours',
    'lead': 'If you like. Or just swipe on.',
    'topics': 'What do you like?',
    'language': 'Language',
    'ask': 'May the feed learn from what you watch here? You can change your mind at any time.',
    'yes': 'Yes, learn',
    'no': 'No, don’t',
    'kept': 'What is kept, and why',
    'done': 'Done',
    'later': 'Not now',
    'thanks_yes': 'The feed learns from now on.',
    'thanks_no': 'Nothing you watch is remembered.',
    'thanks': 'Noted. The next videos heed it.',
  },
  {
    'title': 'Faites-en votre fil',
    'lead': 'Si vous voulez. Ou continuez simplement.',
    'topics': 'Qu’aimez-vous ?',
    'language': 'Langue',
    'ask': 'Le fil peut-il apprendre de ce que vous regardez ici ? Vous pourrez changer d’avis à tout moment.',
    'yes': 'Oui',
    'no': 'Non',
    'kept': 'Ce qui est gardé, et pourquoi',
    'done': 'C’est bon',
    'later': 'Pas maintenant',
    'thanks_yes': 'Le fil apprend à partir de maintenant.',
    'thanks_no': 'Rien de ce que vous regardez n’est retenu.',
    'thanks': 'C’est noté. Les prochaines vidéos en tiennent compte.',
  },
);
