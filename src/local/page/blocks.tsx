import type { Block } from "./block-kit.ts";
import { Control } from "./control.tsx";
import { Field } from "./field.tsx";
import { Drawn, Text } from "./text.tsx";

/** Texts and controls drawn here, since they must be exact and answer; everything else by the renderer. */
export function Blocks({ blocks }: { blocks: Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <OneBlock key={keyFor(block, index)} block={block} />
      ))}
    </div>
  );
}

// A new block_id is how an app forces an input to start anew; other blocks may keep their focus.
const keyFor = ({ type, block_id, element }: Block, index: number): string =>
  type === "input" ? `${block_id} ${element?.action_id} ${element?.type}` : `${type} ${index}`;

function OneBlock({ block }: { block: Block }) {
  switch (block.type) {
    case "input":
      return <Field block={block} />;
    case "actions":
      return <Actions block={block} />;
    case "section":
      return <Section block={block} />;
    case "context":
      return <Context block={block} />;
    case "header":
      return block.text ? <h3 className="block-header">{<Text text={block.text} />}</h3> : null;
    case "divider":
      return <hr className="block-divider" />;
    default:
      return <Drawn blocks={[{ ...block, block_id: undefined }]} />;
  }
}

function Actions({ block }: { block: Block }) {
  return (
    <div className="block-actions">
      {block.elements?.map((element, index) => (
        <Control key={element.action_id || index} block={block} element={element} />
      ))}
    </div>
  );
}

function Section({ block }: { block: Block }) {
  const { text, fields, accessory } = block;
  return (
    <div className="block-section">
      <div className="section-text">
        {text && <Text text={text} />}
        {fields && (
          <div className="section-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no ids and never move
              <Text key={index} text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory?.type === "image" && <Drawn blocks={[accessory]} />}
      {accessory && accessory.type !== "image" && <Control block={block} element={accessory} />}
    </div>
  );
}

function Context({ block }: { block: Block }) {
  const elements: { type: string }[] = block.elements ?? [];
  return (
    <div className="block-context">
      {elements.map((element, index) => {
        const isText = element.type === "mrkdwn" || element.type === "plain_text";
        const key = `${element.type} ${index}`;
        return isText ? (
          <Text key={key} text={element as never} />
        ) : (
          <Drawn key={key} blocks={[{ type: "context", elements: [element] }]} />
        );
      })}
    </div>
  );
}
