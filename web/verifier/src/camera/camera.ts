/** Why there is no picture; each has a sentence in the texts. */
export type CameraFault = "denied" | "none" | "busy" | "unsupported";

interface TorchCapabilities extends MediaTrackCapabilities {
  torch?: boolean;
}

/** The rear camera shown in a video element. Stop it: a camera left on is a light left on. */
export class Camera {
  #lit = false;

  private constructor(private readonly stream: MediaStream, private readonly track: MediaStreamTrack) {}

  static async start(video: HTMLVideoElement): Promise<Camera | CameraFault> {
    if (!("mediaDevices" in navigator)) return "unsupported";
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } },
      });
      const [track] = stream.getVideoTracks();
      if (!track) return "none";
      video.srcObject = stream;
      await video.play();
      return new Camera(stream, track);
    } catch (fault) {
      return faultOf(fault);
    }
  }

  get hasTorch(): boolean {
    // Firefox has no getCapabilities.
    return Boolean((this.track.getCapabilities?.() as TorchCapabilities | undefined)?.torch);
  }

  /** Switches the lamp and says whether it is now lit. */
  async toggleTorch(): Promise<boolean> {
    const wanted = !this.#lit;
    await this.track.applyConstraints({ advanced: [{ torch: wanted } as MediaTrackConstraintSet] });
    return (this.#lit = wanted);
  }

  stop(): void {
    for (const track of this.stream.getTracks()) track.stop();
  }
}

function faultOf(fault: unknown): CameraFault {
  switch (fault instanceof DOMException ? fault.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "none";
  }
}

/** Whether the person has already allowed the camera, so that it may start without a button. */
export async function isCameraAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: "camera" })).state === "granted";
  } catch {
    return false;
  }
}
