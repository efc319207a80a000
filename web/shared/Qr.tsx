import { encode } from "uqr";

interface Given {
  address: string;
  label: string;
  className: string;
}

/** An address as a QR code that a phone reads from paper; drawn as one path, dark on white in every palette. */
export function Qr({ address, label, className }: Given) {
  const { data, size } = encode(address, { ecc: "M", border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      data-qr={address}
      shapeRendering="crispEdges"
      className={className}
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
