import { Softphone } from "./softphone";
import type { Streams } from "./streams";

/** Where the telephony is, as GET /v1/desk tells it. */
export interface Place {
  script: string;
  softphone: string;
  region: string;
}

declare global {
  var connect: Streams | undefined;
}

let loading: Promise<Streams> | undefined;

/** Load Amazon Connect Streams once; a failure is no answer for ever, the next try asks again. */
function load(script: string): Promise<Streams> {
  loading ??= new Promise<Streams>((done, failed) => {
    const element = document.createElement("script");
    element.src = script;
    element.onload = () => (globalThis.connect ? done(globalThis.connect) : failed(new Error("no softphone in it")));
    element.onerror = () => failed(new Error("the softphone did not come"));
    document.head.append(element);
  }).catch((why: unknown) => {
    loading = undefined;
    throw why;
  });
  return loading;
}

/** Open the softphone: its control panel stands in a frame that is not seen, the console draws its own. */
export async function openSoftphone({ script, softphone, region }: Place): Promise<Softphone> {
  const streams = await load(script);
  const frame = document.createElement("div");
  frame.hidden = true;
  document.body.append(frame);
  // Streams has nobody to subscribe with before its panel begins.
  streams.core.initCCP(frame, {
    ccpUrl: softphone,
    region,
    loginPopup: true,
    loginPopupAutoClose: true,
    softphone: { allowFramedSoftphone: true },
  });
  return new Softphone(streams, Date.now, () => frame.remove());
}
