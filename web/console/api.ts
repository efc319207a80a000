import { clientFor } from "@shared/api/client";
import { spoken } from "@shared/language/Language";
import { bearer, signOut } from "./session";

export const api = clientFor({ language: spoken, bearer, unauthenticated: signOut });
