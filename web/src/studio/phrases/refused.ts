/** Why an edit can't be done, by the code it was refused with. */
import { speaker } from '../../i18n';

const en = {
  'no_such_clip': 'This clip is not in the project any more.',
  'no_such_track': 'This track is not in the project any more.',
  'id_taken': 'There is already something of this name in the project.',
  'track_locked': 'This track is locked. Unlock it to change it.',
  'template_cuts': 'The cuts of this template stay where they are. Choose to edit it freely to move them.',
  'outside_clip': 'There is nothing to cut here. Put the line inside the clip.',
  'wrong_track': 'This can’t lie on that track.',
  'no_cut': 'Only two clips that touch can pass over into each other.',
  'no_sound': 'This clip has no sound to take off.',
  'sound_backwards': 'Sound can’t run backwards by itself. Turn the clip around first.',
  'not_moving': 'This property can’t have keys.',
  'nothing_runs': 'Only film and sound have a speed.',
  'other': 'This can’t be done here.',
};

const fr: { [K in keyof typeof en]: string } = {
  'no_such_clip': 'Ce plan n’est plus dans le projet.',
  'no_such_track': 'Cette piste n’est plus dans le projet.',
  'id_taken': 'Le projet contient déjà quelque chose de ce nom.',
  'track_locked': 'Cette piste est verrouillée. Déverrouillez-la pour la modifier.',
  'template_cuts': 'Les coupes de ce modèle ne bougent pas. Choisissez de le modifier librement pour les déplacer.',
  'outside_clip': 'Il n’y a rien à couper ici. Placez la ligne dans le plan.',
  'wrong_track': 'Cela ne va pas sur cette piste.',
  'no_cut': 'Seuls deux plans qui se touchent peuvent passer de l’un à l’autre.',
  'no_sound': 'Ce plan n’a pas de son à détacher.',
  'sound_backwards': 'Un son seul ne va pas à rebours. Remettez d’abord le plan à l’endroit.',
  'not_moving': 'Cette propriété ne peut pas avoir d’images clés.',
  'nothing_runs': 'Seuls une vidéo et un son ont une vitesse.',
  'other': 'Ce n’est pas possible ici.',
};

const word = speaker(en, fr);

export const refused = (code: string): string => word(code in en ? (code as keyof typeof en) : 'other');
