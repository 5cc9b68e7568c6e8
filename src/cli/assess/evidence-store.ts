import path from "node:path";
import type { EvidenceStore } from "../../interview/evidence.ts";
import { problem } from "../../problem.ts";
import type { Host } from "../host-interface.ts";

/** Scans and photographs are smaller. */
const MOST_EVIDENCE = 2 * 1024 * 1024 * 1024;

/** Files of evidence below a draft's folder. What lies elsewhere, or leads there by links, is not taken. */
export function evidenceStore(host: Host, folder: string): EvidenceStore {
  return {
    take: async (named) => {
      const [root, real] = await Promise.all([host.realPath(folder), host.realPath(path.resolve(folder, named))]);
      const inside = path.relative(root, real);
      if (inside === "" || inside.startsWith("..") || path.isAbsolute(inside))
        return { problem: problem("draft/evidence-outside", { folder }, { file: named }) };
      const measured = await host.drafts.measure(real, MOST_EVIDENCE);
      if (measured === undefined) return { problem: problem("draft/evidence-no-file", {}, { file: named }) };
      return { file: { path: inside.split(path.sep).join("/"), ...measured } };
    },
    look: async (file) => {
      const parts = file.path.split("/");
      if (parts.includes("..") || path.isAbsolute(file.path)) return "missing";
      const measured = await host.drafts.measure(path.join(folder, ...parts), MOST_EVIDENCE);
      if (measured === undefined) return "missing";
      return measured.sha256 === file.sha256 ? "same" : "changed";
    },
  };
}
