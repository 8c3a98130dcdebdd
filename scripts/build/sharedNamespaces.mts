import fs from 'node:fs';
import type * as esbuild from 'esbuild';

/** The beginning of esbuild's helper that makes the namespace of a CommonJS module (`__toESM`), minified. */
const HELPER = /\b([\w$]+)=(\(([\w$]+),[\w$]+,([\w$]+)\)=>\(\4=\3!=null\?)/g;

/**
 * Lets all files of a minified bundle share the namespaces of CommonJS modules, as ES modules do. esbuild makes a new one, with a getter for each export, in
 * each file that imports the module: that took a twentieth of the server's start.
 */
export const sharedNamespaces: esbuild.Plugin = {
  name: 'shared namespaces',
  setup({ initialOptions: { outfile = '' }, onEnd }) {
    onEnd(({ errors }) => {
      if (errors.length > 0) {
        return undefined;
      }
      let found = 0;
      const text = fs.readFileSync(outfile, 'utf8').replace(HELPER, (_, helper: string, body: string) => {
        found++;
        return `__namespaces=[new Map,new Map],${helper}=(mod,isNode)=>{let all=__namespaces[isNode?1:0],known=all.get(mod);return known===void 0&&all.set(mod,known=__newNamespace(mod,isNode)),known},__newNamespace=${body}`;
      });
      if (found !== 1) {
        return { errors: [{ text: `${outfile} has the helper of esbuild ${found} times, not once.` }] };
      }
      fs.writeFileSync(outfile, text);
      return undefined;
    });
  },
};
