/** The service as it describes itself: OpenRPC, by the method rpc.discover. */
import { typeName } from "./schema.js";

/** Reads the document into the methods that the page shows. */
export class Description {
  /** @param {object} document what rpc.discover returns */
  constructor(document) {
    this.title = document.info?.title ?? "The service";
    this.version = document.info?.version ?? "";
    this.schemas = document.components?.schemas ?? {};
    this.methods = document.methods.map((method) => new Method(method, this.schemas));
  }

  /** @returns {Method|undefined} */
  method(name) {
    return this.methods.find((method) => method.name === name);
  }
}

export class Method {
  constructor(described, schemas) {
    this.name = described.name;
    this.summary = described.summary ?? described.description ?? "";
    this.parameters = (described.params ?? []).map((parameter) => ({
      name: parameter.name,
      summary: parameter.summary ?? parameter.description ?? "",
      required: parameter.required === true,
      variadic: parameter["x-variadic"] === true,
      schema: parameter.schema ?? {},
      type: typeName(parameter.schema ?? {}, schemas) + (parameter["x-variadic"] ? "…" : ""),
    }));
    this.uploads = (described["x-uploads"] ?? []).map((upload) => ({
      name: upload.name,
      schema: upload.schema ?? {},
      type: typeName(upload.schema ?? {}, schemas),
    }));
    this.stream = described["x-stream"] === true;
    this.result = described.result?.schema ?? {};
    this.resultType = typeName(this.result, schemas);
    this.access = described["x-access"] ?? [];
    this.limit = described["x-rate-limit"] ?? null;
    this.errors = described.errors ?? [];
  }
}
