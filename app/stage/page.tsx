import type { Metadata } from 'next';
import { Stage } from '@/components/stage/stage';
import { loadStage } from '@/lib/stage/loaders';

export const metadata: Metadata = { title: 'Stage' };

/** For showing the app to an audience. In demo mode only. */
export default async function StagePage() {
  return <Stage options={await loadStage()} />;
}
