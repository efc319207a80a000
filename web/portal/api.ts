import { clientFor } from "@shared/api/client";
import { spoken } from "@shared/language/Language";
import { session } from "./session";

export const api = clientFor({ language: spoken, bearer: () => session()?.token ?? "" });
