import { HostConfig } from "adaptivecards";

/** Teams' measures, as in the sample host configuration that Microsoft gives for it; the colours are those of styles/teams.css. */

const FONT_SIZES = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
const LINE_HEIGHTS = { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 };
const FONT_WEIGHTS = { lighter: 300, default: 400, bolder: 600 };

const colour = (name: string, subtle = name) => ({
  default: `var(--card-${name})`,
  subtle: `var(--card-${subtle})`,
});

const foregroundColors = {
  default: colour("ink", "subtle"),
  dark: colour("ink", "subtle"),
  light: colour("ink", "subtle"),
  accent: colour("accent"),
  good: colour("good"),
  warning: colour("warning"),
  attention: colour("attention"),
};

const container = (background: string) => ({
  backgroundColor: `var(--card-on-${background})`,
  foregroundColors,
});

const label = { color: "Default", isSubtle: false, size: "Default", weight: "Default" };

export const hostConfig = new HostConfig({
  supportsInteractivity: true,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  imageSizes: { small: 32, medium: 52, large: 100 },
  lineHeights: LINE_HEIGHTS,
  fontTypes: {
    default: { fontFamily: "var(--font)", fontSizes: FONT_SIZES, fontWeights: FONT_WEIGHTS },
    monospace: { fontFamily: "var(--mono)", fontSizes: FONT_SIZES, fontWeights: FONT_WEIGHTS },
  },
  containerStyles: {
    default: container("card"),
    emphasis: container("emphasis"),
    accent: container("accent"),
    good: container("good"),
    attention: container("attention"),
    warning: container("warning"),
  },
  inputs: {
    label: {
      inputSpacing: "Small",
      requiredInputs: { ...label, suffix: " *", suffixColor: "Attention" },
      optionalInputs: label,
    },
    errorMessage: { color: "Attention", size: "Small" },
  },
  actions: {
    maxActions: 6,
    spacing: "Default",
    buttonSpacing: 8,
    showCard: { actionMode: "Inline", inlineTopMargin: 16, style: "emphasis" },
    actionsOrientation: "Horizontal",
    actionAlignment: "Left",
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
});
