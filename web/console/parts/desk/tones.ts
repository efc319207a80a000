import type { ButtonProps } from "@cloudscape-design/components/button";

const tone = (still: string, near: string, pressed: string): ButtonProps.Style => ({
  root: {
    background: { default: still, hover: near, active: pressed },
    borderColor: { default: still, hover: near, active: pressed },
    color: { default: "#fff", hover: "#fff", active: "#fff" },
  },
});

/** Answering is green and ending red, as on every telephone; their words say it too. */
export const ANSWER = tone("#00802f", "#006b27", "#00561f");
export const END = tone("#c00", "#a80000", "#8a0000");
