/** The words of the list of keys. */
import { speaker } from '../../i18n';

const en = {
  'title': 'Keyboard',
  'play': 'Play, pause',
  'shuttle': 'Back a second, stop, play',
  'picture': 'One picture back, on',
  'second': 'One second back, on',
  'cuts': 'Previous, next cut',
  'ends': 'Beginning, end',
  'split': 'Split at the line',
  'trim': 'Cut away before, after the line',
  'delete': 'Delete',
  'undo': 'Undo',
  'redo': 'Redo',
  'clipboard': 'Copy, cut, paste',
  'duplicate': 'Duplicate',
  'marker': 'Mark a beat',
  'zoom': 'Zoom',
  'several': 'Choose several clips',
  'along': 'Move what is chosen',
  'nothing': 'Choose nothing',
};

const fr: { [K in keyof typeof en]: string } = {
  'title': 'Clavier',
  'play': 'Lire, pause',
  'shuttle': 'Une seconde en arrière, stop, lire',
  'picture': 'Une image en arrière, en avant',
  'second': 'Une seconde en arrière, en avant',
  'cuts': 'Coupe précédente, suivante',
  'ends': 'Début, fin',
  'split': 'Couper à la ligne',
  'trim': 'Ôter ce qui précède, suit la ligne',
  'delete': 'Supprimer',
  'undo': 'Annuler',
  'redo': 'Rétablir',
  'clipboard': 'Copier, couper, coller',
  'duplicate': 'Dupliquer',
  'marker': 'Marquer un temps',
  'zoom': 'Zoom',
  'several': 'Choisir plusieurs plans',
  'along': 'Déplacer ce qui est choisi',
  'nothing': 'Ne rien choisir',
};

export const word = speaker(en, fr);
