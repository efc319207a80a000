import { encode } from "uqr";

/** An address as a QR code that a phone reads from paper; drawn as one path, dark on white in every palette. */
export function Qr({ address, label }: { address: string; label: string }) {
  const { data, size } = encode(address, { ecc: "M", border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      data-qr={address}
      shapeRendering="crispEdges"
      className="size-40 shrink-0 rounded-lg bg-white"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
