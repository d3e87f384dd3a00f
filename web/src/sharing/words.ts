/** The words of passing a video on and of keeping it. */
import { speaker } from '../i18n';

const en = {
  'title': 'Share',
  'qr': 'QR code of this video',
  'qr_hint': 'Point a camera at it to open the video.',
  'copy': 'Copy link',
  'elsewhere': 'Share with an app',
  'repost': 'Repost on your profile',
  'unrepost': 'Take off your profile',
  'embed': 'Copy code to embed',
  'collect': 'Sort into a collection',
  'private': 'Only people who may see this video can open the link.',
  'collections': 'Your collections',
  'new': 'New collection',
  'make': 'Make',
  'none': 'Collections sort what you save. Only you see them.',
  'count': { one: '{n} video', other: '{n} videos' },
} as const;

type Words = { [K in keyof typeof en]: (typeof en)[K] extends string ? string : { one: string; other: string } };
const fr: Words = {
  'title': 'Partager',
  'qr': 'Code QR de cette vidéo',
  'qr_hint': 'Visez-le avec un appareil photo pour ouvrir la vidéo.',
  'copy': 'Copier le lien',
  'elsewhere': 'Partager avec une application',
  'repost': 'Republier sur votre profil',
  'unrepost': 'Retirer de votre profil',
  'embed': 'Copier le code d’intégration',
  'collect': 'Ranger dans une collection',
  'private': 'Seules les personnes qui peuvent voir cette vidéo ouvriront le lien.',
  'collections': 'Vos collections',
  'new': 'Nouvelle collection',
  'make': 'Créer',
  'none': 'Les collections rangent ce que vous enregistrez. Vous seul les voyez.',
  'count': { one: '{n} vidéo', other: '{n} vidéos' },
};

export const word = speaker(en, fr);
