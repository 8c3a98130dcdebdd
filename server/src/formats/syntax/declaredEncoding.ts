import * as l10n from '@vscode/l10n';
import type { Problem } from '../../packaging/problem';
import type { Span } from '../../packaging/span';
import type { EncodingRule } from '../manifest/format';
import { startOfText } from './lines';

/** Labels of the WHATWG Encoding Standard, and two more, with Python's names for the same encodings (its `encodings` package). */
const DECODED: readonly (readonly [label: string, names: string])[] = [
  ['big5', 'big5 big5_tw csbig5 x_mac_trad_chinese'],
  ['windows-1250', 'cp1250 1250 windows_1250'],
  ['windows-1251', 'cp1251 1251 windows_1251'],
  ['windows-1252', 'cp1252 1252 windows_1252'],
  ['windows-1253', 'cp1253 1253 windows_1253'],
  ['windows-1254', 'cp1254 1254 windows_1254'],
  ['windows-1255', 'cp1255 1255 windows_1255'],
  ['windows-1256', 'cp1256 1256 windows_1256'],
  ['windows-1257', 'cp1257 1257 windows_1257'],
  ['windows-1258', 'cp1258 1258 windows_1258'],
  ['ibm866', 'cp866 866 csibm866 ibm866'],
  ['windows-874', 'cp874'],
  ['euc-jp', 'euc_jp eucjp u_jis ujis'],
  ['euc-kr', 'euc_kr euckr korean ks_c_5601 ks_c_5601_1987 ks_x_1001 ksc5601 ksx1001 x_mac_korean'],
  ['gb18030', 'gb18030 gb18030_2000'],
  ['gbk', 'gb2312 chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 iso_ir_58 x_mac_simp_chinese'],
  ['gbk', 'gbk 936 cp936 ms936'],
  ['latin-1', 'iso8859_1'],
  ['iso-8859-10', 'iso8859_10 csisolatin6 iso_8859_10 iso_8859_10_1992 iso_ir_157 l6 latin6'],
  ['iso-8859-13', 'iso8859_13 iso_8859_13 l7 latin7'],
  ['iso-8859-14', 'iso8859_14 iso_8859_14 iso_8859_14_1998 iso_celtic iso_ir_199 l8 latin8'],
  ['iso-8859-15', 'iso8859_15 iso_8859_15 l9 latin9'],
  ['iso-8859-2', 'iso8859_2 csisolatin2 iso_8859_2 iso_8859_2_1987 iso_ir_101 l2 latin2'],
  ['iso-8859-3', 'iso8859_3 csisolatin3 iso_8859_3 iso_8859_3_1988 iso_ir_109 l3 latin3'],
  ['iso-8859-4', 'iso8859_4 csisolatin4 iso_8859_4 iso_8859_4_1988 iso_ir_110 l4 latin4'],
  ['iso-8859-5', 'iso8859_5 csisolatincyrillic cyrillic iso_8859_5 iso_8859_5_1988 iso_ir_144'],
  ['iso-8859-6', 'iso8859_6 arabic asmo_708 csisolatinarabic ecma_114 iso_8859_6 iso_8859_6_1987 iso_ir_127'],
  ['iso-8859-7', 'iso8859_7 csisolatingreek ecma_118 elot_928 greek greek8 iso_8859_7 iso_8859_7_1987 iso_ir_126'],
  ['iso-8859-8', 'iso8859_8 csisolatinhebrew hebrew iso_8859_8 iso_8859_8_1988 iso_ir_138'],
  ['koi8-r', 'koi8_r cskoi8r'],
  ['koi8-u', 'koi8_u'],
  ['latin-1', 'latin_1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1 latin latin1'],
  ['x-mac-cyrillic', 'mac_cyrillic maccyrillic'],
  ['macintosh', 'mac_roman macintosh macroman'],
  ['utf-8', 'utf_8 cp65001 u8 utf utf8 utf8_ucs2 utf8_ucs4'],
  ['utf-8', 'utf_8_sig'],
];

/** Python's other encodings that leave ASCII text as it is. */
const ASCII_ONLY =
  'ascii 646 ansi_x3.4_1968 ansi_x3.4_1986 ansi_x3_4_1968 cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6 us ' +
  'us_ascii big5hkscs big5_hkscs hkscs cp1006 cp1125 1125 cp866u ibm1125 ruscii cp437 437 cspc8codepage437 ibm437 cp720 ' +
  'cp737 cp775 775 cspc775baltic ibm775 cp850 850 cspc850multilingual ibm850 cp852 852 cspcp852 ibm852 cp855 855 csibm855 ' +
  'ibm855 cp856 cp857 857 csibm857 ibm857 cp858 858 csibm858 ibm858 cp860 860 csibm860 ibm860 cp861 861 cp_is csibm861 ' +
  'ibm861 cp862 862 cspc862latinhebrew ibm862 cp863 863 csibm863 ibm863 cp865 865 csibm865 ibm865 cp869 869 cp_gr csibm869 ' +
  'ibm869 cp932 932 ms932 ms_kanji mskanji cp949 949 ms949 uhc cp950 950 ms950 euc_jis_2004 euc_jis2004 eucjis2004 jisx0213 ' +
  'euc_jisx0213 eucjisx0213 hp_roman8 cp1051 cshproman8 ibm1051 r8 roman8 iso8859_11 iso_8859_11 iso_8859_11_2001 thai ' +
  'iso8859_16 iso_8859_16 iso_8859_16_2001 iso_ir_226 l10 latin10 iso8859_9 csisolatin5 iso_8859_9 iso_8859_9_1989 ' +
  'iso_ir_148 l5 latin5 johab cp1361 ms1361 koi8_t kz1048 kz_1048 rk1048 strk1048_2002 mac_arabic mac_croatian mac_farsi ' +
  'mac_greek macgreek mac_iceland maciceland mac_latin2 mac_centeuro maccentraleurope maclatin2 mac_romanian mac_turkish ' +
  'macturkish palmos ptcp154 cp154 csptcp154 cyrillic_asian pt154 shift_jis csshiftjis s_jis shiftjis sjis x_mac_japanese ' +
  'tis_620 iso_ir_166 tis620 tis_620_0 tis_620_2529_0 tis_620_2529_1';

const LABELS = new Map(DECODED.flatMap(([label, names]) => names.split(' ').map((name) => [name, label] as const)));
const ASCII_NAMES: ReadonlySet<string> = new Set(ASCII_ONLY.split(' '));

export interface DeclaredEncoding {
  /** As written. */
  readonly name: string;
  readonly span: Span;
  /** How to decode it as Python does. Undefined: unknown. */
  readonly label: string | undefined;
}

/** The encoding that a comment in the first two lines declares. A byte order mark takes precedence, but must still be in the text to count. */
export function declaredEncoding(text: string, rule: EncodingRule): DeclaredEncoding | undefined {
  if (startOfText(text) > 0) {
    return undefined;
  }
  let start = 0;
  for (let line = 0; line < 2 && start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const content = text.slice(start, end);
    const match =
      rule === 'python'
        ? /^[ \t\f]*#[^\r]*?coding[:=][ \t]*([-\w.]+)/.exec(content)
        : content.startsWith('#')
          ? /coding[:=][ \t\r\f\v]*([-\w.]+)/.exec(content)
          : null;
    if (match?.[1] !== undefined) {
      const to = start + match.index + match[0].length;
      return { name: match[1], span: { start: to - match[1].length, end: to }, label: labelOf(match[1], rule) };
    }
    if (rule === 'python' && !/^[ \t\f]*(?:#|\r?$)/.test(content)) {
      return undefined;
    }
    start = end + 1;
  }
  return undefined;
}

/**
 * The problem of a text with a declared encoding that gives its bytes another meaning than the one read here. Editors decode files in their
 * own way, so only a declaration that changes ASCII characters counts.
 */
export function encodingProblem(text: string, rule: EncodingRule): Problem | undefined {
  const declared = declaredEncoding(text, rule);
  if (declared === undefined) {
    return undefined;
  }
  const { name, span, label } = declared;
  const isRead =
    label === 'utf-8' || (label !== undefined ? !text.includes('\ufffd') : ASCII_NAMES.has(pythonName(name)) && !/[^\0-\x7f]/.test(text));
  return isRead
    ? undefined
    : {
        message: l10n.t({
          message: "The encoding '{0}' is not supported. Other packages may be installed.",
          args: [name],
          comment: ['{0} is the name of an encoding, such as: utf-16.'],
        }),
        span,
        isUnread: true,
      };
}

function labelOf(name: string, rule: EncodingRule): string | undefined {
  const known = pythonName(name);
  // Emacs appends the kind of line breaks, and Python's tokenizer removes it again.
  const stem = rule === 'python' ? /^(?:utf_8|latin_1|iso_8859_1|iso_latin_1)(?=_)/.exec(known)?.[0] : undefined;
  return LABELS.get(stem === 'iso_latin_1' ? 'latin_1' : (stem ?? known));
}

/** Like `encodings.normalize_encoding` and the aliases: lowercase letters, with one `_` for each separator. */
function pythonName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '_')
    .replace(/^_|_$/g, '');
}
