/** Several recordings of the same camera session become one file, without encoding anything again.
 *
 * Why not one recorder that is paused: its file cannot lose its last part again. So every part is a recording
 * of its own, all from the same canvas and with the same settings, and joining is copying packets. It also
 * writes a proper index, which browsers' recordings lack, so that the preview can seek.
 */
import type { EncodedPacket } from 'mediabunny';

export async function join(parts: readonly Blob[], type: string): Promise<Blob> {
  const {
    ALL_FORMATS, BlobSource, BufferTarget, EncodedAudioPacketSource, EncodedPacketSink, EncodedVideoPacketSource, Input,
    Mp4OutputFormat, Output, WebMOutputFormat,
  } = await import('mediabunny');
  const mp4 = type.includes('mp4');
  const output = new Output({
    format: mp4 ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat(),
    target: new BufferTarget(),
  });
  let picture: InstanceType<typeof EncodedVideoPacketSource> | null = null;
  let sound: InstanceType<typeof EncodedAudioPacketSource> | null = null;
  let offset = 0;
  for (const part of parts) {
    const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(part) });
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    if (!video?.codec) throw new Error('a part without a picture');
    const videoConfig = await video.getDecoderConfig();
    const audioConfig = audio ? await audio.getDecoderConfig() : null;
    if (!picture) {
      picture = new EncodedVideoPacketSource(video.codec);
      output.addVideoTrack(picture);
      if (audio?.codec) {
        sound = new EncodedAudioPacketSource(audio.codec);
        output.addAudioTrack(sound);
      }
      await output.start();
    }
    const end = await video.computeDuration();
    const shift = (packet: EncodedPacket) => packet.clone({ timestamp: packet.timestamp + offset });
    const from = await video.getFirstTimestamp();
    offset -= from;
    for await (const packet of new EncodedPacketSink(video).packets()) {
      await picture.add(shift(packet), videoConfig ? { decoderConfig: videoConfig } : undefined);
    }
    if (audio && sound) {
      for await (const packet of new EncodedPacketSink(audio).packets()) {
        if (packet.timestamp < from || packet.timestamp >= end) continue; // sound without picture would shift the next part
        await sound.add(shift(packet), audioConfig ? { decoderConfig: audioConfig } : undefined);
      }
    }
    offset += end;
  }
  await output.finalize();
  const { buffer } = output.target;
  if (!buffer) throw new Error('nothing to join');
  return new Blob([buffer], { type: mp4 ? 'video/mp4' : 'video/webm' });
}
