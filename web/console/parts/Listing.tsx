import Box from "@cloudscape-design/components/box";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode } from "react";
import { useNarrow } from "../useNarrow";

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** Names the row: a card's heading, and what is read first of a table's row. */
  first?: boolean;
  minWidth?: number;
  /** A column of buttons has no label on a card. */
  bare?: boolean;
}

interface Given<T> {
  title: string;
  header: ReactNode;
  columns: readonly Column<T>[];
  rows: readonly T[];
  idOf: (row: T) => string;
  empty: ReactNode;
  filter?: ReactNode;
  footer?: ReactNode;
  variant?: TableProps["variant"];
  loading?: boolean;
  loadingText?: string;
}

/** Rows as a table; on a phone each is a card with the same in it. */
export function Listing<T>({ title, header, columns, rows, idOf, empty, filter, footer, ...rest }: Given<T>) {
  const narrow = useNarrow();
  if (!narrow) {
    return (
      <Table
        {...rest}
        items={rows}
        trackBy={idOf}
        wrapLines
        contentDensity="compact"
        ariaLabels={{ tableLabel: title }}
        header={header}
        filter={filter}
        footer={footer}
        empty={
          <Box textAlign="center" padding="m">
            {empty}
          </Box>
        }
        columnDefinitions={columns.map(({ id, header: label, cell, first, minWidth }) => ({
          id,
          header: label,
          cell,
          ...(first && { isRowHeader: true }),
          ...(minWidth && { minWidth }),
        }))}
      />
    );
  }
  return (
    <SpaceBetween size="s">
      {header}
      {filter}
      {rows.length === 0 && <Box textAlign="center">{rest.loading ? rest.loadingText : empty}</Box>}
      <ul className="cards" aria-label={title}>
        {rows.map((row) => (
          <li key={idOf(row)} className="ticket-card" data-row={idOf(row)}>
            {columns.map(({ id, header: label, cell, first, bare }) => {
              const shown = cell(row);
              if (shown === null || shown === undefined || shown === "") return null;
              if (first) return <strong key={id}>{shown}</strong>;
              return (
                <div key={id} className="card-line">
                  {!bare && <span className="card-label">{label}</span>}
                  <span>{shown}</span>
                </div>
              );
            })}
          </li>
        ))}
      </ul>
      {footer}
    </SpaceBetween>
  );
}
