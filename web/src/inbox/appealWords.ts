/** The words of asking for another look at a decision. */
import { speaker } from '../i18n';

export const say = speaker(
  {
    ask: 'Ask for another look',
    lead: 'Somebody of our team reads what you write, looks again, and answers here. You can ask once.',
    words: 'What should we know?',
    send: 'Send',
    sent: 'Thank you. You will find the answer in your inbox.',
    asked: 'You asked for another look. The answer will come here.',
    kept: 'We looked again, and the decision stays: {why}',
  },
  {
    ask: 'Demander un nouvel examen',
    lead: 'Quelqu’un de notre équipe lit ce que vous écrivez, réexamine et répond ici. Vous pouvez le demander une fois.',
    words: 'Que devrions-nous savoir ?',
    send: 'Envoyer',
    sent: 'Merci. Vous trouverez la réponse dans votre boîte de réception.',
    asked: 'Vous avez demandé un nouvel examen. La réponse viendra ici.',
    kept: 'Nous avons réexaminé, et la décision est maintenue : {why}',
  },
);
