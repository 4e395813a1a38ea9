/** Adaptive Cards 1.5, as far as we draw them. https://adaptivecards.io/explorer/ */

/** The only element in which Teams reads no markdown. */
export interface TextRun {
  readonly type: "TextRun";
  readonly text: string;
  readonly weight?: "Bolder";
  readonly size?: "Medium" | "Large";
  readonly isSubtle?: true;
  readonly color?: "Attention";
}

interface Spaced {
  readonly spacing?: "None" | "Small" | "Medium" | "Large";
  readonly separator?: true;
}

export type Element = Spaced &
  (
    | { readonly type: "RichTextBlock"; readonly inlines: readonly TextRun[] }
    | {
        readonly type: "Container";
        readonly style?: "emphasis" | "attention" | "warning" | "good";
        readonly items: readonly Element[];
      }
    | { readonly type: "ColumnSet"; readonly columns: readonly Column[] }
    | { readonly type: "ActionSet"; readonly actions: readonly Action[] }
    | Input
  );

interface Column {
  readonly type: "Column";
  readonly width: "stretch" | "auto";
  readonly verticalContentAlignment?: "Center";
  readonly items: readonly Element[];
}

interface Asked {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
  readonly placeholder?: string;
}

/** Never required, and without least and greatest values: those would block *Back* and *Save* too. */
type Input =
  | (Asked & {
      readonly type: "Input.Text";
      readonly maxLength: number;
      readonly isMultiline?: true;
      readonly style?: "Email";
    })
  | (Asked & { readonly type: "Input.Date" })
  | (Asked & {
      readonly type: "Input.ChoiceSet";
      readonly style: "compact" | "expanded";
      readonly isMultiSelect?: true;
      readonly wrap: true;
      readonly choices: readonly { readonly title: string; readonly value: string }[];
    });

interface Pressed {
  readonly title: string;
  readonly style?: "positive" | "destructive";
}

export type Action = Pressed &
  (
    | { readonly type: "Action.OpenUrl"; readonly url: string }
    | {
        readonly type: "Action.Execute";
        readonly verb: string;
        readonly data: object;
        readonly associatedInputs: "none";
      }
    | { readonly type: "Action.Submit"; readonly data: object }
    | { readonly type: "Action.ShowCard"; readonly card: Card }
  );

export interface Card {
  readonly type: "AdaptiveCard";
  readonly version: "1.5";
  readonly msteams?: { readonly width: "Full" };
  readonly body: readonly Element[];
}

const CARD_TYPE = "application/vnd.microsoft.card.adaptive";

export interface Attachment {
  readonly contentType: typeof CARD_TYPE;
  readonly content: Card;
}

/** The whole width, which Teams leaves to half of it otherwise. */
export const card = (body: readonly Element[]): Card => ({
  type: "AdaptiveCard",
  version: "1.5",
  msteams: { width: "Full" },
  body,
});

export const attachment = (content: Card): Attachment => ({ contentType: CARD_TYPE, content });
